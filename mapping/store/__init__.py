"""Where a region lives: in one GeoPackage, or in a PostGIS schema."""
