namespace TestHarness;

/// <summary>
/// Gives each test assembly a state folder of its own: a ledger that the user's runs left is not for tests to replay, as that
/// undoes things on real hosts. Processes that tests start inherit it. The cache of images stays the user's. A filter that
/// matches this class's name selects every test of the assembly, so that no test is named like it.
/// </summary>
[SetUpFixture]
public sealed class AssemblySetUp
{
    private const string Variable = "XDG_STATE_HOME";

    private string? _before;
    private string _folder = "";

    [OneTimeSetUp]
    public void UseFolderOfOwn()
    {
        _before = Environment.GetEnvironmentVariable(Variable);
        _folder = Directory.CreateTempSubdirectory("th-state-").FullName;
        Environment.SetEnvironmentVariable(Variable, _folder);
    }

    [OneTimeTearDown]
    public void RemoveFolder()
    {
        Environment.SetEnvironmentVariable(Variable, _before);
        if (_folder.Length > 0)
            Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Tells whether a path is in a folder that tests have made for themselves.</summary>
    internal static bool IsOfTests(string path) =>
        path.StartsWith(Path.Combine(Path.GetTempPath(), "th-state-"), StringComparison.Ordinal);
}
