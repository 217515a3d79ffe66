/* For trials under Wine only, never shipped. Wine 8 ends a program that asks for WcsCreateIccProfile, as Qt does when its
 * first window shows. Here every call fails in order, and Qt takes the screen for sRGB. */
void *OpenColorProfileW(void *profile, unsigned access, unsigned share, unsigned create) { return 0; }
void *OpenColorProfileA(void *profile, unsigned access, unsigned share, unsigned create) { return 0; }
void *WcsOpenColorProfileW(void *a, void *b, void *c, unsigned d, unsigned e, unsigned f, unsigned g) { return 0; }
void *WcsCreateIccProfile(void *profile, unsigned options) { return 0; }
int CloseColorProfile(void *profile) { return 0; }
int GetColorProfileFromHandle(void *profile, void *buffer, unsigned *size) { if (size) *size = 0; return 0; }
int GetColorDirectoryW(void *machine, void *buffer, unsigned *size) { if (size) *size = 0; return 0; }
int GetColorDirectoryA(void *machine, void *buffer, unsigned *size) { if (size) *size = 0; return 0; }
int GetStandardColorSpaceProfileW(void *machine, unsigned space, void *buffer, unsigned *size) { if (size) *size = 0; return 0; }
int WcsGetDefaultColorProfile(void) { return 0; }
int WcsGetDefaultColorProfileSize(void) { return 0; }
int DllMain(void *instance, unsigned reason, void *reserved) { return 1; }
