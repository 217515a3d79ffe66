/* python.exe: the interpreter is python3xx.dll, this only calls it. For bundling under Wine; never shipped. */
#include <stddef.h>

__declspec(dllimport) int Py_Main(int count, wchar_t **words);

int wmain(int count, wchar_t **words) { return Py_Main(count, words); }
