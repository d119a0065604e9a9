# Starts the HCS host with the rights of an administrator, once Windows has asked the user for them.
# An elevated process does not get our environment: this script starts itself elevated, and then the host.
param(
    [Parameter(Mandatory)] [string] $Program,
    [Parameter(Mandatory)] [string] $Module,
    [Parameter(Mandatory)] [string] $Pipe,
    [Parameter(Mandatory)] [string] $SecretFile,
    # The process of VS Code, without which nobody comes back to the host.
    [Parameter(Mandatory)] [string] $Editor,
    # Given to the elevated run only: whom its pipe is for. Another account may have consented.
    [string] $User
)
$ErrorActionPreference = 'Stop'

if ($User) {
    # VS Code's executable is Node only when it is told so.
    $env:ELECTRON_RUN_AS_NODE = '1'
    & $Program $Module --pipe $Pipe --secret $SecretFile --editor $Editor --user $User
    exit 0
}

$User = [Security.Principal.WindowsIdentity]::GetCurrent().User.Value
$options = [ordered] @{
    File = $PSCommandPath; Program = $Program; Module = $Module; Pipe = $Pipe; SecretFile = $SecretFile
    Editor = $Editor; User = $User
}
# Start-Process joins its arguments as they are. A quotation mark, or a backslash before one, would end the quotation.
if (@($options.Values) -match '"|\\$') {
    [Console]::Error.WriteLine('A path with a quotation mark, or with a backslash at its end, cannot be passed on.')
    exit 2
}
$arguments = @('-NoProfile', '-NonInteractive', '-ExecutionPolicy', 'Bypass')
foreach ($option in $options.GetEnumerator()) { $arguments += "-$($option.Key)", "`"$($option.Value)`"" }
try {
    Start-Process -FilePath (Join-Path $PSHOME 'powershell.exe') -ArgumentList $arguments -Verb RunAs -WindowStyle Hidden
} catch {
    [Console]::Error.WriteLine($_.Exception.Message)
    exit 2
}
