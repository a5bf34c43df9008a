"""Pages of incidents belong to the settings at the foot of the rail."""

from estafeta.organisations.navigation import belong

belong("incidents:", "settings")
