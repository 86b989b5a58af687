namespace TestHarness.Hostile.Tests.Corpus;

/// <summary>The feature that a bug reporter would attach with a hostile command line in it.</summary>
internal static class CommandLineFeature
{
    /// <returns>The path of the feature, which has the name of the command line's file.</returns>
    public static string Write(string folder, HostileFile file)
    {
        var path = Path.Combine(folder, $"{file.Name}.feature");
        var lines = file.CommandLine.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\"\"\"", "\\\"\\\"\\\"", StringComparison.Ordinal)
            .Split('\n').Select(line => $"      {line}");
        File.WriteAllText(path, $""""
            @hosts:1 @needs:qemu @needs:lun
            Feature: {file.Name}

              Scenario: {file.Name}
                Given QEMU is launched as reported:
                  """
            {string.Join('\n', lines)}
                  """
                And a guest as reported on host1, with the shared LUN as its disk disk0
                Then the guest runs on host1
            """");
        return path;
    }
}
