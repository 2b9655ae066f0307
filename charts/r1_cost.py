"""What DeepSeek's model is said to have cost, and what each figure counts."""

from typing import Annotated, Final

import pandas as pd

V3_REPORT: Final = "DeepSeek, V3 report"
NATURE: Final = "DeepSeek, Nature"
SERVERS: Final = "SemiAnalysis, servers"
OPERATION: Final = "SemiAnalysis, operation"
RENT_USD: Final = 2
"""What DeepSeek's report takes as the rent of one chip for an hour."""


def r1_cost_told(r1_cost_accounts: pd.DataFrame, notable_models: pd.DataFrame) -> pd.DataFrame:
    """Five figures that were told as the cost of DeepSeek's model, from the smallest to the largest."""
    r1 = notable_models[notable_models["model"] == "DeepSeek-R1"]
    epoch = pd.DataFrame(
        {
            "account": ["Epoch AI"],
            "sum_usd": r1["cost_usd_2023"].to_list(),
            "counts": ["The final runs of V3 and R1, in dollars of 2023"],
        }
    )
    told = pd.concat([r1_cost_accounts[["account", "sum_usd", "counts"]], epoch]).sort_values("sum_usd")
    told["usd_m"] = told["sum_usd"].astype(float) / 1e6
    table: pd.DataFrame = told[["account", "counts", "usd_m"]].reset_index(drop=True)
    table.attrs["nutgraf"] = {
        "title": "Every figure told as the cost of R1 counts something else",
        "subtitle": "What was said to have been spent, USD m",
        "notes": (
            "SemiAnalysis’s are estimates, as quoted by Taiwan News; the figure in Nature is as quoted by TechSpot. "
            "We know of no audit of any."
        ),
        "row_header": "account",
        "columns": {
            "account": {"title": "Whose figure"},
            "counts": {"title": "What it counts"},
            "usd_m": {"title": "USD m", "digits": 1},
        },
    }
    return table


def _told(r1_cost_accounts: pd.DataFrame, account: str) -> float:
    return float(r1_cost_accounts.set_index("account")["sum_usd"][account])


def v3_stated_cost(r1_cost_accounts: pd.DataFrame) -> Annotated[float, "USD"]:
    """What DeepSeek's report gives for the final run of V3."""
    return _told(r1_cost_accounts, V3_REPORT)


def r1_stated_cost(r1_cost_accounts: pd.DataFrame) -> Annotated[float, "USD"]:
    """What DeepSeek's paper in Nature gives for R1's own training, on top of V3."""
    return _told(r1_cost_accounts, NATURE)


def deepseek_servers_cost(r1_cost_accounts: pd.DataFrame) -> Annotated[float, "USD"]:
    """What SemiAnalysis thinks that all of DeepSeek's servers cost."""
    return _told(r1_cost_accounts, SERVERS)


def deepseek_operation_cost(r1_cost_accounts: pd.DataFrame) -> Annotated[float, "USD"]:
    """What SemiAnalysis thinks that running them costs."""
    return _told(r1_cost_accounts, OPERATION)


def v3_chip_hours(r1_cost_accounts: pd.DataFrame) -> Annotated[float, "hours"]:
    """The chip hours of V3's training: its stated cost, divided by the rent that the report assumes."""
    return v3_stated_cost(r1_cost_accounts) / RENT_USD


def r1_cost_spread(r1_cost_accounts: pd.DataFrame) -> Annotated[float, "x"]:
    """The largest figure told as the cost of R1 as a multiple of the smallest."""
    told = r1_cost_accounts["sum_usd"]
    return float(told.max() / told.min())


def accounts_of_r1_cost(r1_cost_accounts: pd.DataFrame) -> float:
    """The number of figures in the table, Epoch AI's among them."""
    return float(len(r1_cost_accounts) + 1)
