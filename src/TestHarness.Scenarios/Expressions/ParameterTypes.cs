using System.Collections.Immutable;
using TestHarness.Scenarios.Registry;

namespace TestHarness.Scenarios.Expressions;

/// <summary>What <c>{name}</c> stands for in a Cucumber Expression: built-in types by their C# and .NET names, enums that
/// steps take, and the return types (or names) of transformations.</summary>
internal sealed class ParameterTypes
{
    private const string Anything = ".*";
    private const string Integer = @"-?\d+";
    private const string Number = @"[-+]?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][-+]?\d+)?";

    private static readonly ImmutableArray<KeyValuePair<string, string>> BuiltIn =
    [
        new("", Anything), new("word", @"[^\s]+"),
        new("byte", Integer), new("Byte", Integer), new("Int16", Integer), new("int", Integer), new("Int32", Integer),
        new("long", Integer), new("Int64", Integer),
        new("float", Number), new("Single", Number), new("double", Number), new("Double", Number),
        new("decimal", Number), new("Decimal", Number),
        new("Boolean", Anything), new("Char", Anything), new("DateTime", Anything), new("Guid", Anything),
    ];

    private readonly ILookup<string, string> patterns;

    public ParameterTypes(IEnumerable<TransformationBinding> transformations, IEnumerable<Type> enums) => patterns = BuiltIn
        .Concat(enums.Distinct().SelectMany(e => Names(e), (_, name) => KeyValuePair.Create(name, Anything)))
        .Concat(transformations.SelectMany(Names, (t, name) => KeyValuePair.Create(name, t.PatternInExpression ?? Anything)))
        .Distinct()
        .ToLookup(p => p.Key, p => p.Value);

    /// <summary>The regular expression, or null if the name is unknown.</summary>
    public string? Find(string name)
    {
        var found = patterns[name].ToArray();
        if (found.Length == 0)
            return null;
        return found.Contains(Anything) ? Anything : string.Join('|', found.Select(p => $"(?:{p})"));
    }

    public IEnumerable<string> Known => patterns.Select(p => p.Key).Where(n => n.Length > 0).Append("string").Order(StringComparer.Ordinal);

    private static IEnumerable<string> Names(TransformationBinding transformation) =>
        transformation.Name is { } name ? [name] : Names(transformation.Target).Concat(Alias(transformation.Target));

    private static IEnumerable<string> Names(Type type) => [type.Name, type.FullName ?? type.Name];

    private static IEnumerable<string> Alias(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Byte => ["byte"],
        TypeCode.Int32 when !type.IsEnum => ["int"],
        TypeCode.Int64 => ["long"],
        TypeCode.Single => ["float"],
        TypeCode.Double => ["double"],
        TypeCode.Decimal => ["decimal"],
        _ => [],
    };
}
