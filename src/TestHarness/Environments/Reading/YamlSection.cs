using TestHarness.Texts;
using YamlDotNet.RepresentationModel;

namespace TestHarness.Environments.Reading;

/// <summary>A mapping of the file whose keys are read one by one; keys that were never read are refused.</summary>
internal sealed class YamlSection(string name, YamlMappingNode node, YamlReading reading)
{
    private static readonly string[] SecretKeys = ["password", "passphrase", "token", "secret"];

    /// <summary>The mapping itself.</summary>
    public YamlMappingNode Node { get; } = node;

    /// <summary>The reading that collects the mistakes.</summary>
    public YamlReading Reading { get; } = reading;

    /// <summary>Returns whether the mapping has the key.</summary>
    public bool Has(string key) => Find(key) is not null;

    /// <summary>Reads a value that must exist. A missing or wrong value is a mistake, and the result is then of no use.</summary>
    public T Required<T>(string key, Scalar<T> type)
    {
        if (Find(key) is { } found)
            return Parse(key, found, type)!;

        AddMissing(key, type.Expected);
        return default!;
    }

    /// <summary>Reads a value; returns the fallback when it is missing, or wrong, which is a mistake.</summary>
    public T Optional<T>(string key, Scalar<T> type, T fallback) =>
        Find(key) is { } found && Parse(key, found, type) is { } value ? value : fallback;

    /// <summary>
    /// Reads a value that is a mapping; returns null when it is missing, or is not a mapping, which is a mistake.
    /// </summary>
    public YamlSection? Section(string key, string sectionName) =>
        Find(key) is { } found ? Reading.SectionOf(found, sectionName) : null;

    /// <summary>
    /// Reads a value that is a list; returns no items when it is missing, or is not a list, which is a mistake.
    /// </summary>
    public IEnumerable<YamlNode> List(string key)
    {
        if (Find(key) is not { } found)
            return [];
        if (found is YamlSequenceNode sequence)
            return sequence;

        Add(found, $"'{key}' of {name}: expected a list, found {YamlReading.Describe(found)}");
        return [];
    }

    /// <summary>Returns the value of a key; null when the mapping does not have the key.</summary>
    public YamlNode? Find(string key)
    {
        Reading.KeysOf(name).Add(key);
        return Node.Children.FirstOrDefault(child => child.Key is YamlScalarNode scalar && scalar.Value == key).Value;
    }

    /// <summary>Adds the mistake of a missing key.</summary>
    public void AddMissing(string key, string expected) => Add(Node, $"{name} lacks the key '{key}'; expected {expected}");

    /// <summary>Adds a mistake at a node.</summary>
    public void Add(YamlNode at, string message) => Reading.Add(at, message);

    /// <summary>Adds a mistake for every key that was not read; to be called last.</summary>
    public void RefuseOtherKeys()
    {
        var accepted = Reading.KeysOf(name);
        foreach (var key in Node.Children.Keys)
        {
            var text = (key as YamlScalarNode)?.Value ?? YamlReading.Describe(key);
            if (!accepted.Contains(text))
                Add(key, IsSecret(text) ? SecretAdvice(text) : Unknown(text, accepted));
        }
    }

    private static bool IsSecret(string key) => SecretKeys.Contains(key, StringComparer.OrdinalIgnoreCase);

    private static string SecretAdvice(string key) =>
        $"'{key}' is not accepted: a secret never belongs in this file; "
        + "name an environment variable (secrets, passwordVariable) or a key file (identityFile)";

    private string Unknown(string key, IReadOnlyCollection<string> accepted)
    {
        var guess = NearestWord.Of(key, accepted) is { } nearest ? $"; did you mean '{nearest}'?" : "";
        return $"'{key}' is not a key of {name}{guess} (accepted: {string.Join(", ", accepted)})";
    }

    private T? Parse<T>(string key, YamlNode found, Scalar<T> type)
    {
        if (found is YamlScalarNode { Value: { } text } && type.TryParse(text, out var value))
            return value;

        Add(found, $"'{key}' of {name}: expected {type.Expected}, found {YamlReading.Describe(found)}");
        return default;
    }
}
