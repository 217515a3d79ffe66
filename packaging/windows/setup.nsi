; The setup: for one person, without an administrator, 64-bit. build.py passes what is defined from outside.
; Silent: setup.exe /S [/ASSOCIATE] [/D=FOLDER]; uninstall.exe /S [/PURGE]. Exit codes: 0 done, 1 cancelled, 4 a system
; that will not do, 5 the program is running.
; What is in KINDS_FILE is written for each setup: KINDS, in words, and the macro that offers each of them. Without a kind
; of file that the program opens there is neither, and nothing is offered.
Unicode true
Target amd64-unicode
!include "${KINDS_FILE}"
!include MUI2.nsh
!include FileFunc.nsh
!include LogicLib.nsh
!include WinVer.nsh
!include x64.nsh

!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\${NAME}"
!define OWN_KEY "Software\${NAME}"
!define PATHS_KEY "Software\Microsoft\Windows\CurrentVersion\App Paths\${PROGRAM}.exe"
!define KINDS_KEY "${OWN_KEY}\Kinds"
!define TYPE "CCADesktop.File"
!define NOTES "$LOCALAPPDATA\${NAME}"

Name "${NAME}"
OutFile "${OUT}"
Caption "${NAME} ${VERSION}"
BrandingText "${NAME} ${VERSION}"
SetCompressor /SOLID /FINAL lzma
SetCompressorDictSize 64
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\${NAME}"
InstallDirRegKey HKCU "${OWN_KEY}" "InstallDir"
ManifestDPIAware true
ManifestSupportedOS Win10
AllowSkipFiles off

VIProductVersion "${NUMBERS}"
VIFileVersion "${NUMBERS}"
VIAddVersionKey ProductName "${NAME}"
VIAddVersionKey CompanyName "${PUBLISHER}"
VIAddVersionKey FileDescription "Setup of ${NAME}"
VIAddVersionKey FileVersion "${VERSION}"
VIAddVersionKey ProductVersion "${VERSION}"
VIAddVersionKey LegalCopyright "${COPYRIGHT}"

!ifdef SIGN
!uninstfinalize '${SIGN} "%1"'
!endif

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${PICTURE}"
!define MUI_ABORTWARNING
!define MUI_WELCOMEPAGE_TEXT "This installs ${NAME} ${VERSION} for you alone; no administrator is needed.$\r$\n$\r$\nIf you have it already, it is brought up to date. Your notes stay as they are.$\r$\n$\r$\nNothing is sent or fetched, now or later."
!define MUI_COMPONENTSPAGE_SMALLDESC
!define MUI_FINISHPAGE_RUN "$INSTDIR\${NAME}.exe"
!define MUI_FINISHPAGE_RUN_TEXT "Open ${NAME}"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_LICENSE "${LICENCE}"
!insertmacro MUI_PAGE_COMPONENTS
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"

; Windows lets nobody write to a program that is running; that is how it is known.
!macro RefuseWhileRunning UN
Function ${UN}RefuseWhileRunning
  again:
  StrCpy $1 "$INSTDIR\${NAME}.exe"
  Call ${UN}IsRunning
  ${If} $0 == 0
    StrCpy $1 "$INSTDIR\${PROGRAM}.exe"
    Call ${UN}IsRunning
  ${EndIf}
  ${If} $0 == 0
    Return
  ${EndIf}
  ${IfNot} ${Silent}
    MessageBox MB_RETRYCANCEL|MB_ICONINFORMATION "${NAME} is open. Your notes are safe. Please close its window, then press Retry; Cancel leaves everything as it is." IDRETRY again
  ${EndIf}
  SetErrorLevel 5
  Quit
FunctionEnd

; $0 becomes 1 where the program $1 is running, 0 where it is not or is not there.
Function ${UN}IsRunning
  StrCpy $0 0
  ${If} ${FileExists} "$1"
    ClearErrors
    FileOpen $2 "$1" a
    ${If} ${Errors}
      StrCpy $0 1
    ${Else}
      FileClose $2
    ${EndIf}
  ${EndIf}
FunctionEnd
!macroend
!insertmacro RefuseWhileRunning ""
!insertmacro RefuseWhileRunning "un."

; Only what a setup of ours has put there; the folder may be one that the reader chose and uses for more.
!macro RemoveProgram UN
Function ${UN}RemoveProgram
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\${NAME}.exe"
  Delete "$INSTDIR\${PROGRAM}.exe"
  Delete "$INSTDIR\uninstall.exe"
FunctionEnd
!macroend
!insertmacro RemoveProgram ""
!insertmacro RemoveProgram "un."

; A choice more, and never the default. Which ones were offered is written down, for a later setup that offers others.
!macro OfferKind EXTENSION
  WriteRegStr HKCU "Software\Classes\.${EXTENSION}\OpenWithProgids" "${TYPE}" ""
  WriteRegStr HKCU "${KINDS_KEY}" ".${EXTENSION}" ""
!macroend

!macro TellExplorer
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
!macroend

; Take back whatever this setup or an older one has offered.
!macro WithdrawKinds UN
Function ${UN}WithdrawKinds
  StrCpy $1 0
  ${Do}
    ClearErrors
    EnumRegValue $0 HKCU "${KINDS_KEY}" $1
    ${If} ${Errors}
    ${OrIf} $0 == ""
      ${Break}
    ${EndIf}
    DeleteRegValue HKCU "Software\Classes\$0\OpenWithProgids" "${TYPE}"
    IntOp $1 $1 + 1
  ${Loop}
  DeleteRegKey HKCU "${KINDS_KEY}"
  DeleteRegKey HKCU "Software\Classes\${TYPE}"
  !insertmacro TellExplorer
FunctionEnd
!macroend
!insertmacro WithdrawKinds ""
!insertmacro WithdrawKinds "un."

Section "${NAME}" PROGRAM_SECTION
  SectionIn RO
  Call RefuseWhileRunning
  Call RemoveProgram
  Call WithdrawKinds
  SetOutPath "$INSTDIR"
  File /r "${BUNDLE}\*.*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortCut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\${NAME}.exe" "" "" "" "" "" "${SUMMARY}"
  WriteRegStr HKCU "${OWN_KEY}" "InstallDir" "$INSTDIR"
  WriteRegStr HKCU "${PATHS_KEY}" "" "$INSTDIR\${PROGRAM}.exe"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayName" "${NAME}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\${NAME}.exe"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "Publisher" "${PUBLISHER}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "Comments" "${SUMMARY}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "EstimatedSize" $0
SectionEnd

!ifdef KINDS
Section /o "Offer ${NAME} under $\"Open with$\"" TYPES_SECTION
  WriteRegStr HKCU "Software\Classes\${TYPE}" "" "${NAME}"
  WriteRegStr HKCU "Software\Classes\${TYPE}\DefaultIcon" "" "$INSTDIR\${NAME}.exe,0"
  WriteRegStr HKCU "Software\Classes\${TYPE}\shell\open" "FriendlyAppName" "${NAME}"
  WriteRegStr HKCU "Software\Classes\${TYPE}\shell\open\command" "" '"$INSTDIR\${NAME}.exe" "%1"'
  !insertmacro OfferKinds
  !insertmacro TellExplorer
SectionEnd
!endif

!insertmacro MUI_FUNCTION_DESCRIPTION_BEGIN
  !insertmacro MUI_DESCRIPTION_TEXT ${PROGRAM_SECTION} "The program, for you alone. Your notes are kept elsewhere and stay as they are."
!ifdef KINDS
  !insertmacro MUI_DESCRIPTION_TEXT ${TYPES_SECTION} "A choice more for ${KINDS} files; what opens them now goes on doing so."
!endif
!insertmacro MUI_FUNCTION_DESCRIPTION_END

Function .onInit
  SetRegView 64
  ${IfNot} ${RunningX64}
  ${OrIfNot} ${AtLeastWin10}
  ${OrIfNot} ${AtLeastBuild} 17763
    MessageBox MB_OK|MB_ICONSTOP "${NAME} needs Windows 10 (version 1809) or newer, 64-bit. Nothing was installed." /SD IDOK
    SetErrorLevel 4
    Quit
  ${EndIf}
!ifdef KINDS
  ; Asked for now, or at an earlier time.
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/ASSOCIATE" $1
  ${If} ${Errors}
    ClearErrors
    EnumRegValue $1 HKCU "${KINDS_KEY}" 0
  ${EndIf}
  ${IfNot} ${Errors}
    SectionSetFlags ${TYPES_SECTION} ${SF_SELECTED}
  ${EndIf}
!endif
FunctionEnd

Function un.onInit
  SetRegView 64
FunctionEnd

Section "Uninstall"
  Call un.RefuseWhileRunning
  ; The notes stay, unless whoever is there says otherwise; in silence they stay unless /PURGE is said.
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/PURGE" $1
  ${IfNot} ${Errors}
    RMDir /r "${NOTES}"
  ${ElseIfNot} ${Silent}
    ${If} ${FileExists} "${NOTES}\*.*"
      MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON1 "Keep your notes? They are in ${NOTES} and will be there if you install ${NAME} again." IDYES keep
      RMDir /r "${NOTES}"
      keep:
    ${EndIf}
  ${EndIf}
  Call un.RemoveProgram
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${NAME}.lnk"
  DeleteRegKey HKCU "${UNINSTALL_KEY}"
  DeleteRegKey HKCU "${PATHS_KEY}"
  Call un.WithdrawKinds
  DeleteRegKey HKCU "${OWN_KEY}"
SectionEnd
