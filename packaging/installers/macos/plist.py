"""What macOS is told of the application: Info.plist."""

from installers.product import COPYRIGHT, EXTENSIONS, IDENTIFIER, NAME

# The oldest system that is promised. The libraries of Qt 6.11 say 13.0, but the modules that bind them to Python were
# built for 15.0 (docs/decisions/oldest-macos.md): no more is promised than every file inside says of itself.
OLDEST_MACOS = "15.0"


def info_plist(version: str) -> dict[str, object]:
    """Return the entries of Info.plist."""
    return {
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
        # Offered under "Open With" and never the default: the reader's other programs keep their files.
        "CFBundleDocumentTypes": [
            {
                "CFBundleTypeName": "Text to read",
                "CFBundleTypeRole": "Viewer",
                "LSHandlerRank": "Alternate",
                "CFBundleTypeExtensions": list(EXTENSIONS),
                "LSItemContentTypes": ["public.plain-text", "net.daringfireball.markdown"],
            }
        ],
    }
