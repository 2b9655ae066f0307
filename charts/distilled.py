"""R1's smaller copies: models of other makers that DeepSeek trained on R1's answers."""

from typing import Annotated

import pandas as pd


def distilled_scores(distilled_models: pd.DataFrame) -> pd.DataFrame:
    """Scores of R1's six distilled models and of four others on four tests."""
    own = distilled_models["maker"] == "DeepSeek"
    table: pd.DataFrame = pd.concat(
        [distilled_models[own].sort_values("parameters_bn"), distilled_models[~own].sort_values("aime")]
    )[["model", "parameters_bn", "aime", "math", "gpqa", "livecodebench"]].reset_index(drop=True)
    table.attrs["nutgraf"] = {
        "title": "What R1 taught to smaller models",
        "subtitle": "Share of tasks solved at the first attempt, %, as measured by DeepSeek",
        "notes": (
            "“R1 in” another model: that model, trained on R1’s answers. AIME and MATH are mathematics, GPQA science, "
            "LiveCodeBench programming. Without a number of parameters: not public."
        ),
        "row_header": "model",
        "columns": {
            "parameters_bn": {"title": "Parameters", "unit": "billion", "digits": 1},
            "aime": {"title": "AIME 2024"},
            "math": {"title": "MATH-500"},
            "gpqa": {"title": "GPQA Diamond"},
            "livecodebench": {"title": "LiveCodeBench"},
        },
    }
    return table


def _aime(distilled_models: pd.DataFrame, model: str) -> float:
    return float(distilled_models.set_index("model")["aime"][model])


def distilled_32b_aime(distilled_models: pd.DataFrame) -> Annotated[float, "%"]:
    """The score on AIME 2024 of the distilled model with 32 billion parameters."""
    return _aime(distilled_models, "R1 in Qwen 32B")


def o1_mini_aime(distilled_models: pd.DataFrame) -> Annotated[float, "%"]:
    """o1-mini's score on AIME 2024."""
    return _aime(distilled_models, "o1-mini")


def distilled_smallest_aime(distilled_models: pd.DataFrame) -> Annotated[float, "%"]:
    """The score on AIME 2024 of the smallest distilled model."""
    return _aime(distilled_models, "R1 in Qwen 1.5B")


def gpt4o_aime(distilled_models: pd.DataFrame) -> Annotated[float, "%"]:
    """GPT-4o's score on AIME 2024."""
    return _aime(distilled_models, "GPT-4o (May 2024)")


def _science(distilled_models: pd.DataFrame, model: str) -> float:
    return float(distilled_models.set_index("model")["gpqa"][model])


def distilled_smallest_gpqa(distilled_models: pd.DataFrame) -> Annotated[float, "%"]:
    """The score on GPQA Diamond, questions of science, of the smallest distilled model."""
    return _science(distilled_models, "R1 in Qwen 1.5B")


def gpt4o_gpqa(distilled_models: pd.DataFrame) -> Annotated[float, "%"]:
    """GPT-4o's score on GPQA Diamond."""
    return _science(distilled_models, "GPT-4o (May 2024)")


def distilled_count(distilled_models: pd.DataFrame) -> float:
    """The number of distilled models."""
    return float((distilled_models["maker"] == "DeepSeek").sum())


def distilled_32b_size(distilled_models: pd.DataFrame) -> Annotated[float, "parameters"]:
    """The number of parameters of the distilled model of that size."""
    return float(distilled_models.set_index("model")["parameters_bn"]["R1 in Qwen 32B"]) * 1e9


def distilled_smallest_size(distilled_models: pd.DataFrame) -> Annotated[float, "parameters"]:
    """The number of parameters of the smallest distilled model."""
    return float(distilled_models["parameters_bn"].min()) * 1e9
