"""A page with one minimal Vega chart and a button that changes it."""

import streamlit as st

st.session_state.setdefault("n", 1)
st.button("Byt", on_click=lambda: st.session_state.update(n=st.session_state["n"] + 1))
with st.container(key="karta"):
    st.vega_lite_chart(
        spec={
            "data": {"values": [{"x": i, "y": i * st.session_state["n"]} for i in range(15)]},
            "mark": "bar",
            "encoding": {
                "x": {"field": "x", "type": "ordinal"},
                "y": {"field": "y", "type": "quantitative"},
                "color": {"value": ["#444", "#888"][st.session_state["n"] % 2]},
            },
            "usermeta": {"embedOptions": {"renderer": "svg"}},
        },
        theme=None,
    )
