namespace TestHarness.Hosts.Ssh;

/// <summary>A file of a connection's directory, which is deleted as soon as the connection has ended.</summary>
internal sealed record SshFile(string Path)
{
    /// <summary>Reads the file; returns an empty text when it is deleted.</summary>
    public string Read() => WhileThere(() => File.ReadAllText(Path)) ?? "";

    /// <summary>Deletes the file, if it still exists.</summary>
    public void Delete() => WhileThere<string>(() =>
    {
        File.Delete(Path);
        return null;
    });

    private static T? WhileThere<T>(Func<T?> access)
        where T : class
    {
        try
        {
            return access();
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            // The connection has ended and removed its directory.
            return null;
        }
    }
}
