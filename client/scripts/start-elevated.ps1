# Starts the HCS host with the rights of an administrator, once Windows has asked the user for them.
# An elevated process does not get our environment: this script starts itself elevated, and then the host.
param(
    [Parameter(Mandatory)] [string] $Program,
    [Parameter(Mandatory)] [string] $Module,
    [Parameter(Mandatory)] [string] $Pipe,
    [Parameter(Mandatory)] [string] $SecretFile,
    [switch] $Elevated
)
$ErrorActionPreference = 'Stop'

if ($Elevated) {
    # VS Code's executable is Node only when it is told so.
    $env:ELECTRON_RUN_AS_NODE = '1'
    & $Program $Module --pipe $Pipe --secret $SecretFile
    exit 0
}

$values = $Program, $Module, $Pipe, $SecretFile, $PSCommandPath
if ($values -match '"') { throw 'A path with a quotation mark cannot be passed on.' }
$arguments = @(
    '-NoProfile', '-NonInteractive', '-ExecutionPolicy', 'Bypass', '-File', "`"$PSCommandPath`"",
    '-Program', "`"$Program`"", '-Module', "`"$Module`"", '-Pipe', "`"$Pipe`"", '-SecretFile', "`"$SecretFile`"",
    '-Elevated'
)
try {
    Start-Process -FilePath (Join-Path $PSHOME 'powershell.exe') -ArgumentList $arguments -Verb RunAs -WindowStyle Hidden
} catch {
    [Console]::Error.WriteLine($_.Exception.Message)
    exit 2
}
