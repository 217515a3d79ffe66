/* python3.dll has nothing of its own: each of its names leads to python3xx.dll, as the .def file beside it says. */
int DllMain(void *instance, unsigned reason, void *reserved) { return 1; }
