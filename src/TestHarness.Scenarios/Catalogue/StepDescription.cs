using System.Collections.Immutable;
using Reqnroll.Bindings;

namespace TestHarness.Scenarios.Catalogue;

/// <summary>A step definition as documentation shows it.</summary>
/// <param name="Summary">Of the method's XML documentation, if the file lies beside the assembly.</param>
public sealed record StepDescription(
    ImmutableArray<StepDefinitionType> Types,
    string Expression,
    string ClassName,
    string MethodName,
    ImmutableArray<StepParameter> Parameters,
    string? Summary);

public sealed record StepParameter(string Name, Type Type);
