namespace TestHarness.Hosts.Ssh;

/// <summary>A private directory for one connection's sockets; its path is short, as a Unix socket's has 108 bytes at most.</summary>
internal static class SshDirectory
{
    // What ssh adds to it while it creates a socket, and the longest name used here, must still fit.
    private const int LongestRoot = 60;

    public static string Create()
    {
        var root = Path.GetTempPath() is { Length: <= LongestRoot } temporary ? temporary : "/tmp";
        var path = Path.Combine(root, $"th-{Guid.NewGuid():n}"[..19]);
        return Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute).FullName;
    }
}
