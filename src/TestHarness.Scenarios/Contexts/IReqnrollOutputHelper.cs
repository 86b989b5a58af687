namespace TestHarness.Scenarios;

/// <summary>Writes into the report of the step or hook that is running.</summary>
public interface IReqnrollOutputHelper
{
    void WriteLine(string message);

    void WriteLine(string format, params object[] args);

    /// <summary>Adds a copy of the file; it must exist by now.</summary>
    void AddAttachment(string filePath);
}
