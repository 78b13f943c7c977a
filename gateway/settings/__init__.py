"""The gateway's settings.

said        what one is for
limits      those that bound what one caller may ask for
access      those that say whom to believe
declared    all of them, once
names       what they are called as flags and variables
checking    values to settings, and what is wrong with them
reading     from flags, the environment and the file
"""

from gateway.settings.access import ApiKey, Secret
from gateway.settings.declared import CONFIG_FILE, FLAGLESS, Settings
from gateway.settings.limits import LimitSettings
from gateway.settings.names import FIELDS, SettingDoc, describe_settings
from gateway.settings.reading import read_settings, settings_of

__all__ = [
    "CONFIG_FILE",
    "FIELDS",
    "FLAGLESS",
    "ApiKey",
    "LimitSettings",
    "Secret",
    "SettingDoc",
    "Settings",
    "describe_settings",
    "read_settings",
    "settings_of",
]
