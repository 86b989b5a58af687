using TestHarness.Failures;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace TestHarness.Environments.Reading;

/// <summary>The reading of one file, which collects every mistake and every key that was read.</summary>
internal sealed class YamlReading(string file)
{
    private readonly List<ConfigError> _errors = [];
    private readonly Dictionary<string, SortedSet<string>> _keys = [];

    /// <summary>The full path of the file's folder.</summary>
    public string Folder { get; } = Path.GetDirectoryName(Path.GetFullPath(file))!;

    /// <summary>The keys that each section accepts, by the section's name.</summary>
    public IReadOnlyDictionary<string, SortedSet<string>> Keys => _keys;

    /// <summary>Adds a mistake at a node.</summary>
    public void Add(YamlNode node, string message) => Add(node.Start, message);

    /// <summary>Adds a mistake at a place.</summary>
    public void Add(Mark mark, string message) => _errors.Add(new ConfigError(file, mark.Line, mark.Column, message));

    /// <summary>Returns the keys that a section accepts, as far as they were read.</summary>
    public SortedSet<string> KeysOf(string section) =>
        _keys.TryGetValue(section, out var known) ? known : _keys[section] = new(StringComparer.Ordinal);

    /// <summary>Returns a node as a section; adds a mistake and returns null when it is not a mapping.</summary>
    public YamlSection? SectionOf(YamlNode node, string name)
    {
        if (node is YamlMappingNode mapping)
            return new YamlSection(name, mapping, this);

        Add(node, $"expected {name} as a mapping of keys to values, found {Describe(node)}");
        return null;
    }

    /// <summary>Throws when there are mistakes.</summary>
    /// <exception cref="HarnessException">
    /// Class config: there are mistakes; the message has all of them in the file's order.
    /// </exception>
    public void ThrowIfWrong()
    {
        var lines = _errors.OrderBy(error => error.Line).ThenBy(error => error.Column).Select(error => error.ToString()).ToList();
        if (lines.Count > 0)
            throw new HarnessException(FailureClass.Config, string.Join('\n', lines));
    }

    /// <summary>Describes a node for a message.</summary>
    public static string Describe(YamlNode node) => node switch
    {
        YamlScalarNode { Value: null or "" } => "nothing",
        YamlScalarNode scalar => $"'{scalar.Value}'",
        YamlSequenceNode => "a list",
        _ => "a mapping",
    };
}
