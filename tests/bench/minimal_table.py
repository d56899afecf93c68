"""A page with one minimal Vega chart and a three-row dataframe."""

import pandas as pd
import streamlit as st

st.vega_lite_chart(
    spec={
        "data": {"values": [{"x": 1, "y": 2}, {"x": 2, "y": 3}]},
        "mark": "bar",
        "encoding": {
            "x": {"field": "x", "type": "ordinal"},
            "y": {"field": "y", "type": "quantitative"},
        },
    }
)
st.dataframe(pd.DataFrame({"a": [1, 2, 3]}))
