"""What macOS is told of the application: Info.plist."""

from collections.abc import Sequence

from installers.product import COPYRIGHT, IDENTIFIER, KINDS, NAME, Kind

# The oldest system that is promised. The libraries of Qt 6.11 say 13.0, but the modules that bind them to Python were
# built for 15.0 (docs/decisions/oldest-macos.md): no more is promised than every file inside says of itself.
OLDEST_MACOS = "15.0"


def info_plist(version: str, kinds: Sequence[Kind] = KINDS) -> dict[str, object]:
    """Return the entries of Info.plist."""
    told: dict[str, object] = {
        "CFBundleName": NAME,
        "CFBundleDisplayName": NAME,
        "CFBundleIdentifier": IDENTIFIER,
        "CFBundleShortVersionString": version.partition("+")[0],
        "CFBundleVersion": version.partition("+")[0],
        "CFBundlePackageType": "APPL",
        "CFBundleInfoDictionaryVersion": "6.0",
        "CFBundleDevelopmentRegion": "en",
        "CFBundleLocalizations": ["en"],
        "LSMinimumSystemVersion": OLDEST_MACOS,
        "LSApplicationCategoryType": "public.app-category.education",
        "NSHighResolutionCapable": True,
        "NSRequiresAquaSystemAppearance": False,
        "NSSupportsAutomaticGraphicsSwitching": True,
        "NSHumanReadableCopyright": COPYRIGHT,
        "NSPrincipalClass": "NSApplication",
    }
    if kinds:
        told["CFBundleDocumentTypes"] = [_document_type(kind) for kind in kinds]
    return told


def _document_type(kind: Kind) -> dict[str, object]:
    """Offer the program under "Open With" and never as the default: the reader's other programs keep their files."""
    return {
        "CFBundleTypeName": kind.name,
        "CFBundleTypeRole": "Viewer",
        "LSHandlerRank": "Alternate",
        "CFBundleTypeExtensions": [kind.extension],
        "CFBundleTypeMIMETypes": [kind.mime],
    }
