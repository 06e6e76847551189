"""What a user sees: the only place, with app.py and pages/, that knows Streamlit and folium."""
