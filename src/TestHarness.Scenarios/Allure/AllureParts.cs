namespace TestHarness.Scenarios.Allure;

/// <summary>The message of a status, the trace of an error, and whether the failure is a known one.</summary>
internal sealed record AllureStatusDetails(string Message, string? Trace, bool? Known = null);

/// <summary>An attached file in the results directory.</summary>
internal sealed record AllureAttachment(string Name, string Source, string Type);

/// <summary>A parameter of a scenario or step.</summary>
internal sealed record AllureParameter(string Name, string Value);

/// <summary>A label of a result.</summary>
internal sealed record AllureLabel(string Name, string Value);

/// <summary>A link of a result.</summary>
/// <param name="Url">The address; null when the report makes it of the name.</param>
internal sealed record AllureLink(string Name, string Type, string? Url = null);
