using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace TestHarness.Tests.Ledger;

/// <summary>What the kernel has in memory of a file and not on the disk; cachestat(2), since Linux 6.5.</summary>
internal static class PageCache
{
    private const long CacheStat = 451;

    /// <summary>Counts the pages that are dirty or being written; ignores the test where the kernel cannot tell.</summary>
    public static long Unwritten(string path)
    {
        // Not by FileStream, which takes the lock that the file's owner has.
        using var file = new SafeFileHandle(Open(path, 0), ownsHandle: true);
        var range = new ulong[] { 0, 0 };
        var counts = new ulong[5];
        if (Call(CacheStat, (int)file.DangerousGetHandle(), range, counts, 0) != 0)
            Skip.Because(SkipReason.NoCachestat, $"cachestat(2) is refused: {Marshal.GetLastPInvokeErrorMessage()}");
        return (long)(counts[1] + counts[2]);
    }

    [DllImport(
        "libc",
        EntryPoint = "open",
        SetLastError = true,
        CharSet = CharSet.Ansi,
        BestFitMapping = false,
        ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(string path, int flags);

    [DllImport("libc", EntryPoint = "syscall", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern long Call(long number, int descriptor, [In] ulong[] range, [Out] ulong[] counts, uint flags);
}
