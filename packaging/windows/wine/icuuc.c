/* For trials under Wine only, never shipped. Windows has icuuc.dll since version 1703 of Windows 10 and Wine 8 has not;
 * Qt6Core asks it for 18 functions. "No such converter" is an answer that Qt can live with: UTF-8, UTF-16, UTF-32 and
 * Latin-1 are its own. */
typedef int Error;
typedef void *Converter;

static void deny(Error *error) { if (error) *error = 4; }

Converter ucnv_open(const char *name, Error *error) { deny(error); return 0; }
void ucnv_close(Converter it) {}
void ucnv_reset(Converter it) {}
signed char ucnv_getMaxCharSize(Converter it) { return 1; }
const char *ucnv_getName(Converter it, Error *error) { deny(error); return 0; }
void ucnv_getToUCallBack(Converter it, void **action, const void **context) { *action = 0; *context = 0; }
void ucnv_getFromUCallBack(Converter it, void **action, const void **context) { *action = 0; *context = 0; }
void ucnv_setToUCallBack(Converter it, void *a, const void *b, void **c, const void **d, Error *error) { deny(error); }
void ucnv_setFromUCallBack(Converter it, void *a, const void *b, void **c, const void **d, Error *error) { deny(error); }
void ucnv_cbToUWriteUChars(void *a, const void *b, int c, int d, Error *error) { deny(error); }
void ucnv_cbFromUWriteUChars(void *a, const void **b, const void *c, int d, Error *error) { deny(error); }
void ucnv_toUnicode(Converter it, void *a, const void *b, const void *c, const void *d, int *e, int f, Error *error) { deny(error); }
void ucnv_fromUnicode(Converter it, void *a, const void *b, const void *c, const void *d, int *e, int f, Error *error) { deny(error); }
int ucnv_toUCountPending(Converter it, Error *error) { deny(error); return -1; }
int ucnv_fromUCountPending(Converter it, Error *error) { deny(error); return -1; }
const char *ucnv_getStandardName(const char *name, const char *standard, Error *error) { deny(error); return 0; }
const char *ucnv_getAvailableName(int number) { return 0; }
int ucnv_countAvailable(void) { return 0; }
int DllMain(void *instance, unsigned reason, void *reserved) { return 1; }
