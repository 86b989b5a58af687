namespace TestHarness.Scenarios.Allure;

/// <summary>The message of a status, and the trace of an error.</summary>
internal sealed record AllureStatusDetails(string Message, string? Trace);

/// <summary>An attached file in the results directory.</summary>
internal sealed record AllureAttachment(string Name, string Source, string Type);

/// <summary>A parameter of a scenario or step.</summary>
internal sealed record AllureParameter(string Name, string Value);

/// <summary>A label of a result.</summary>
internal sealed record AllureLabel(string Name, string Value);

/// <summary>A link of a result.</summary>
internal sealed record AllureLink(string Name, string Type);
