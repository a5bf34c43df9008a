"""Control's place in Django."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class ControlConfig(AppConfig):
    """Контроль."""

    name = "estafeta.control"
    label = "control"
    verbose_name = "Контроль"

    def ready(self) -> None:
        """Stand in the menu of a plan and beside the settings of an organisation."""
        import_module("estafeta.control.menus")
        from estafeta.organisations.tabs import offer_tab

        offer_tab("control:control_rules", "Контроль", "control.set_control")
        offer_tab("control:hand_over", "Передача дел", "control.hand_over")
        offer_tab("control:absences", "Замещение", "control.see_absences")
