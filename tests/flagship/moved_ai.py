"""Rows on what AI costs and on prices of models."""

from __future__ import annotations

from tests.flagship.moved_rows import Row, costs, lead, tokens
from tests.flagship.moving import cells, scaled

COSTS = {
    # 131.65 billion is within 2.5 % of 130; growth is 83 %, the rise at an annual rate 239 billion.
    "Meta built more": Row(
        "bigtech_capex",
        scaled("capex_usd_m", 1.1, company="Meta", quarter_end="2026-03-31"),
        costs("[80%](fact:capex_growth_after)", "[$231 billion](fact:capex_rate_rise)"),
    ),
    # 376.3 / (13 + 8) = 17.9.
    "Anthropic took in more": Row(
        "ai_revenue",
        cells({"company": "Anthropic", "date": "2025-10-21"}, revenue_usd="8000000000"),
        costs("[$7 billion](fact:anthropic_pace)", "[19 times](fact:capex_to_revenue)"),
    ),
    "a higher projection for 2028": Row(
        "center_electricity",
        cells({"region": "United States", "year": "2028"}, high_twh="600"),
        costs("[580 TWh](fact:us_electricity_2028_high)"),
    ),
    # 1,700 / 0.294 = 5,782, more than 5 % above 5,400.
    "dearer servers": Row(
        "r1_cost_accounts",
        cells({"account": "SemiAnalysis, servers"}, sum_usd="1700000000"),
        costs("[5,400 times](fact:r1_cost_spread)", "[$1.6 billion](fact:deepseek_servers_cost)"),
    ),
    # 9 + 9 = 18 billion, half of it for answers.
    "more computing for answers": Row(
        "openai_computing",
        cells({"year": "2025", "purpose": "answers"}, amount_usd="9000000000"),
        costs(
            "[$16 billion](fact:openai_computing_2025)",
            "[$16 billion](fact:openai_computing_2025)",
            "[44%](fact:openai_answers_share_2025)",
        ),
    ),
    # 37 / 7 = 5.3, 388 / 7 = 55.4, 7 - 5.39 = 1.61.
    "R1 was dearer": Row(
        "notable_models",
        cells({"model": "DeepSeek-R1"}, cost_usd_2023="7000000"),
        costs(
            "[$6.8 million](fact:r1_training_cost)",
            "[$6.77 million](fact:r1_training_cost)",
            "[5.5 times](fact:gpt4_to_r1_cost)",
            "[57 times](fact:grok4_to_r1_cost)",
            "[$1.38 million](fact:r1_after_v3_cost)",
        ),
    ),
}

TOKENS = {
    # 61 / 2.19 = 27.9; 3 times 15 and 61 make 106.
    "o1 cost a dollar more": Row(
        "token_prices",
        cells({"model": "o1"}, output_usd="61.0"),
        (
            *lead("[$60](fact:o1_output_price)"),
            *tokens("[$60](fact:o1_output_price)", "[27th](fact:price_ratio)", "[$105](fact:basket_o1)"),
        ),
    ),
    # 48 is more than o1's 47: six tests go to R1.
    "R1 won a test more": Row(
        "r1_benchmarks",
        cells({"benchmark": "SimpleQA"}, r1="48.0"),
        (
            *lead("[five](fact:tests_won_by_r1)"),
            *tokens("[five](fact:tests_won_by_r1)", "[30.1%](fact:r1_simpleqa)"),
        ),
    ),
    "a distilled model did better": Row(
        "distilled_models",
        cells({"model": "R1 in Qwen 32B"}, aime="73.0"),
        tokens("[72.6%](fact:distilled_32b_aime)"),
    ),
    # 1 - 1.5 / 6 = 75 %.
    "a smaller cut": Row(
        "price_changes",
        cells({"model": "GPT-5.6 Luna"}, after_usd="1.5"),
        tokens("[80%](fact:luna_price_fall)"),
    ),
    # 3 times 5 and 36 make 51; 51 / 8.7 = 5.9.
    "the dearest model is dearer": Row(
        "price_list",
        cells({"model": "GPT-5.6 Sol"}, output_usd="36.0"),
        tokens("[$45](fact:basket_sol)", "[5.2 times](fact:dearest_ratio_now)"),
    ),
}
