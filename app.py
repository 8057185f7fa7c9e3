"""Where Streamlit starts: the navigation shows the page that was asked for."""

from vendor_eval.pages.navigation import show

show()
