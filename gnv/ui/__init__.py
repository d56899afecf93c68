"""The only room that knows Streamlit: address, caching, frame and the pieces that pages share."""
