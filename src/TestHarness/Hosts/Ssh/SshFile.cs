namespace TestHarness.Hosts.Ssh;

/// <summary>A file of a connection's directory, which is gone as soon as the connection is.</summary>
internal sealed record SshFile(string Path)
{
    public string Read() => WhileThere(() => File.ReadAllText(Path)) ?? "";

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
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }
}
