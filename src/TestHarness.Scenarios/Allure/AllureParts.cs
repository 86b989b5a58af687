namespace TestHarness.Scenarios.Allure;

internal sealed record AllureStatusDetails(string Message, string? Trace);

internal sealed record AllureAttachment(string Name, string Source, string Type);

internal sealed record AllureParameter(string Name, string Value);

internal sealed record AllureLabel(string Name, string Value);

internal sealed record AllureLink(string Name, string Type);
