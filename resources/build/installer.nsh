; Read by electron-builder. Before an uninstallation that a person started: says whether something is not uploaded, and lets them stay.
; The words stand here, since NSIS reads what a program prints in the code page of the console.
!macro customUnInit
  ${IfNot} ${Silent}
    nsExec::Exec /TIMEOUT=30000 '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" --cli unsent'
    Pop $0
    ${If} $0 == "4"
      MessageBox MB_OKCANCEL|MB_ICONINFORMATION "这台机器上可能还有没上传的办件。数据文件夹留在原处，但卸载以后不会再上传。仍要卸载吗？$\r$\n$\r$\nSome transactions on this machine may not be uploaded yet. The data folder stays, but nothing is uploaded once Daoban is gone. Uninstall all the same?" IDOK unsentAccepted
      Quit
      unsentAccepted:
    ${EndIf}
  ${EndIf}
!macroend
