namespace TestHarness.Scenarios;

/// <summary>Marks a class whose methods are steps, hooks or transformations.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class BindingAttribute : Attribute;
