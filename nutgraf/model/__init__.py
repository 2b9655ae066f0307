"""The frozen types that flow from stage to stage, one module a stage."""
