"""The gateway's settings.

declared    all of them, once
limits      those that bound what one caller may ask for
names       what they are called as flags and variables
reading     from flags, the environment and the file
"""

from gateway.settings.declared import CONFIG_FILE, FLAGLESS, ApiKey, Settings
from gateway.settings.limits import LimitSettings
from gateway.settings.names import SettingDoc, describe_settings
from gateway.settings.reading import read_settings, settings_of

__all__ = [
    "CONFIG_FILE",
    "FLAGLESS",
    "ApiKey",
    "LimitSettings",
    "SettingDoc",
    "Settings",
    "describe_settings",
    "read_settings",
    "settings_of",
]
