namespace TestHarness.Hosts.Ssh;

/// <summary>
/// Makes a private directory for one connection's sockets. Its path is short, because the path of a Unix socket has 108 bytes at
/// most.
/// </summary>
internal static class SshDirectory
{
    // The longest name that is used here, and the suffix that ssh adds while it makes a socket, must still fit.
    private const int LongestRoot = 60;

    /// <summary>Makes the directory and returns its path.</summary>
    public static string Create()
    {
        var root = Path.GetTempPath() is { Length: <= LongestRoot } temporary ? temporary : "/tmp";
        var path = Path.Combine(root, $"th-{Guid.NewGuid():n}"[..19]);
        const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        return Directory.CreateDirectory(path, owner).FullName;
    }
}
