using System.Runtime.InteropServices;

namespace TestHarness.Scenarios.Features.Files;

/// <summary>
/// The kind of file to which a path leads. It is determined before a file is opened: opening a pipe or a device can wait forever,
/// or start something.
/// </summary>
internal static class FileKind
{
    private const int CurrentFolder = -100;
    private const uint TypeMask = 1;
    private const int ModeOffset = 28;
    private const int StatusSize = 256;

    /// <summary>Determines the kind of a file.</summary>
    /// <returns>The kind in words when the file is not a regular one; null when it is.</returns>
    /// <exception cref="IOException">The path leads nowhere, or may not be looked at.</exception>
    public static string? OfIrregular(string path)
    {
        var status = new byte[StatusSize];
        if (Status(CurrentFolder, path, 0, TypeMask, status) != 0)
            throw new IOException(Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError()));

        return (BitConverter.ToUInt16(status, ModeOffset) & 0xf000) switch
        {
            0x8000 => null,
            0x1000 => "a named pipe",
            0x2000 => "a character device",
            0x4000 => "a folder",
            0x6000 => "a block device",
            0xc000 => "a socket",
            _ => "something else",
        };
    }

    /// <summary>Calls statx(2), whose result has the same layout on every architecture.</summary>
    [DllImport("libc", EntryPoint = "statx", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int Status(
        int folder, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, uint mask, byte[] status);
}
