using System.Collections.Immutable;
using Reqnroll.Bindings;

namespace TestHarness.Scenarios.Catalogue;

/// <summary>A step definition for documentation.</summary>
/// <param name="Summary">The summary of the method's XML documentation; null when that file is not beside the assembly.</param>
public sealed record StepDescription(
    ImmutableArray<StepDefinitionType> Types,
    string Expression,
    string ClassName,
    string MethodName,
    ImmutableArray<StepParameter> Parameters,
    string? Summary);

/// <summary>A parameter of a step's method.</summary>
public sealed record StepParameter(string Name, Type Type);
