using System.Reflection;
using System.Text.RegularExpressions;

namespace TestHarness.Scenarios.Registry;

public sealed partial class TransformationBinding
{
    private readonly Lazy<Regex?> regex;

    internal TransformationBinding(StepArgumentTransformationAttribute attribute, MethodInfo method)
    {
        Pattern = attribute.Regex;
        Name = attribute.Name;
        Order = attribute.Order;
        Method = method;
        Target = Unwrap(method.ReturnType);
        regex = new(() => Pattern is null ? null : new Regex($"^(?:{Bare(Pattern)})$", RegexOptions.CultureInvariant));
    }

    public string? Pattern { get; }

    public string? Name { get; }

    public int Order { get; }

    public MethodInfo Method { get; }

    /// <summary>The type that it makes, without a Task around it.</summary>
    public Type Target { get; }

    internal Regex? Regex => regex.Value;

    internal bool TakesTable => Method.GetParameters().FirstOrDefault()?.ParameterType == typeof(DataTable);

    /// <summary>The pattern with its groups made non-capturing; null for any text, and where that cannot be done.</summary>
    internal string? PatternInExpression =>
        Pattern is null || TooComplex().IsMatch(Pattern) ? null : Bare(Pattern).Replace("(", "(?:", StringComparison.Ordinal);

    private static string Bare(string pattern) => pattern.TrimStart('^').TrimEnd('$');

    private static Type Unwrap(Type type) =>
        type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(Task<>) || type.GetGenericTypeDefinition() == typeof(ValueTask<>))
            ? type.GetGenericArguments()[0]
            : type;

    [GeneratedRegex(@"\(\?|\\\(|\[[^\]]*\(")]
    private static partial Regex TooComplex();
}
