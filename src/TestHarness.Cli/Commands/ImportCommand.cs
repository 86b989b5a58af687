using System.CommandLine;
using System.Text;
using TestHarness.Cli.Import;
using TestHarness.Cli.Terminals;

namespace TestHarness.Cli.Commands;

/// <summary>The command 'harness import'.</summary>
internal static class ImportCommand
{
    /// <summary>The size of the greatest text, in bytes.</summary>
    private const long MostBytes = 4 << 20;

    private const string Description = """
        Drafts a feature of a bug report or a mail: QEMU command lines as they are pasted, devices, steps, versions.

        What no step does stays as a comment with its line. No command of the text is run.

        Examples:
          harness import bug-1234.txt
          harness import bug-1234.txt -o bug-1234.feature
        """;

    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "The text of the report." };
        var output = new Option<string>("--output", "-o")
        {
            Description = "The feature file to write; else the feature is printed.",
            HelpName = "FILE",
        };
        var force = new Option<bool>("--force") { Description = "Overwrites the feature file." };
        var command = new Command("import", Description) { file, output, force };
        command.SetAction(parsed => Import(parsed.GetRequiredValue(file), parsed.GetValue(output), parsed.GetValue(force)));
        return command;
    }

    private static int Import(string file, string? output, bool force)
    {
        var feature = FeatureDraft.Of(Read(file), Path.GetFileName(file));
        if (output is null)
        {
            Terminal.Output.WriteIndented(feature, 0);
            return ExitCode.Success;
        }

        Write(output, feature, force);
        Terminal.Output.WriteLine($"written: {Places.Of(Path.GetFullPath(output))}", Tone.Good);
        return ExitCode.Success;
    }

    private static string Read(string file)
    {
        try
        {
            return new FileInfo(file).Length <= MostBytes
                ? File.ReadAllText(file, Encoding.UTF8)
                : throw new BadInputException($"{file}: expected a text of at most {MostBytes >> 20} MiB");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"{file} cannot be read: {exception.Message}");
        }
    }

    private static void Write(string output, string feature, bool force)
    {
        try
        {
            using var stream = new FileStream(output, force ? FileMode.Create : FileMode.CreateNew);
            stream.Write(Encoding.UTF8.GetBytes(feature));
        }
        catch (IOException) when (!force && File.Exists(output))
        {
            throw new BadInputException($"{output} exists: expected another name, or --force to overwrite the file");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"{output} cannot be written: {exception.Message}");
        }
    }
}
