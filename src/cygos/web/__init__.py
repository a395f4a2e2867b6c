"""How things look: the base page, the workspace, who may open what, and the clock."""
