using System.Runtime.InteropServices;

namespace TestHarness.Tests.Ledger;

/// <summary>What the kernel has in memory of a file and not on the disk; cachestat(2), since Linux 6.5.</summary>
internal static partial class PageCache
{
    private const long CacheStat = 451;

    /// <summary>Counts the pages that are dirty or being written; ignores the test where the kernel cannot tell.</summary>
    public static long Unwritten(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var range = new ulong[] { 0, 0 };
        var counts = new ulong[5];
        if (Call(CacheStat, (int)file.SafeFileHandle.DangerousGetHandle(), range, counts, 0) != 0)
            Assert.Ignore($"cachestat(2) is refused: {Marshal.GetLastPInvokeErrorMessage()}");
        return (long)(counts[1] + counts[2]);
    }

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial long Call(long number, int descriptor, [In] ulong[] range, [Out] ulong[] counts, uint flags);
}
