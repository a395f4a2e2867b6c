"""The pack engine: one folder of data becomes a city, and a city one folder of data. It knows no city."""
