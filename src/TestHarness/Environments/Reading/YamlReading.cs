using TestHarness.Failures;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace TestHarness.Environments.Reading;

/// <summary>The reading of one file: it collects every mistake, and every key that was asked for.</summary>
internal sealed class YamlReading(string file)
{
    private readonly List<ConfigError> errors = [];
    private readonly Dictionary<string, SortedSet<string>> keys = [];

    public string Folder { get; } = Path.GetDirectoryName(Path.GetFullPath(file))!;

    /// <summary>The keys that each section accepts, by the section's name.</summary>
    public IReadOnlyDictionary<string, SortedSet<string>> Keys => keys;

    public void Add(YamlNode node, string message) => Add(node.Start, message);

    public void Add(Mark mark, string message) => errors.Add(new ConfigError(file, mark.Line, mark.Column, message));

    public SortedSet<string> KeysOf(string section) =>
        keys.TryGetValue(section, out var known) ? known : keys[section] = new(StringComparer.Ordinal);

    public YamlSection? SectionOf(YamlNode node, string name)
    {
        if (node is YamlMappingNode mapping)
            return new YamlSection(name, mapping, this);

        Add(node, $"expected {name} as a mapping of keys to values, found {Describe(node)}");
        return null;
    }

    /// <exception cref="HarnessException">There are mistakes; the message has them all in the file's order.</exception>
    public void ThrowIfWrong()
    {
        var lines = errors.OrderBy(error => error.Line).ThenBy(error => error.Column).Select(error => error.ToString()).ToList();
        if (lines.Count > 0)
            throw new HarnessException(FailureClass.Config, string.Join('\n', lines));
    }

    public static string Describe(YamlNode node) => node switch
    {
        YamlScalarNode { Value: null or "" } => "nothing",
        YamlScalarNode scalar => $"'{scalar.Value}'",
        YamlSequenceNode => "a list",
        _ => "a mapping",
    };
}
