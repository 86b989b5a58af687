using System.CommandLine;
using TestHarness.Cli.Terminals;
using TestHarness.Failures;

namespace TestHarness.Cli.Commands;

/// <summary>The root command, which runs the chosen command, and turns errors into a message and an exit code.</summary>
internal static class HarnessCommand
{
    private const string Description = """
        Runs Gherkin features that migrate real QEMU guests, and reports what failed and where.

        Examples:
          harness setup                                        install what this machine lacks, build the guest image
          harness run                                          all features of the project on this machine
          harness run --tags '@smoke'                          the quick ones
          harness run bug-1234.feature                         a feature file from anywhere
          harness run features/migration --env fc-lab.yaml     a folder, on the hosts of an environment file
          harness lab up --hosts 2                             virtual lab hosts on this machine
          harness check --env fc-lab.yaml                      what the hosts offer, and what can run there
          harness report                                       the last run as one HTML file
          harness import bug-1234.txt -o bug-1234.feature      a draft of a feature, of a bug report or a mail

        Exit codes: 0 all is well, 1 a scenario failed or something could not be done, 2 bad input,
        125 cannot be told of the QEMU that was named, 130 cancelled.
        """;

    /// <summary>Runs the command of the arguments.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        // A tag begins with '@', which the library would take for the name of a file of arguments.
        var configuration = new ParserConfiguration { ResponseFileTokenReplacer = null };
        if (args.Length == 0)
        {
            await InvokeAsync(Create().Parse("--help", configuration));
            return ExitCode.BadInput;
        }

        var parsed = Create().Parse(args, configuration);
        if (parsed.Errors.Count > 0)
            return Refuse(parsed);

        try
        {
            return await InvokeAsync(parsed);
        }
        catch (BadInputException exception)
        {
            foreach (var line in exception.Lines)
                Terminal.Error.WriteIndented(line, 0, exception.Lines.Length == 1 ? Tone.Bad : Tone.Normal);
            return ExitCode.BadInput;
        }
        catch (HarnessException exception)
        {
            Terminal.Error.WriteIndented(exception.Message, 0, Tone.Bad);
            return exception.FailureClass == FailureClass.Config ? ExitCode.BadInput : ExitCode.Failure;
        }
        catch (Exception exception)
        {
            // This is a fault of the harness. Its text may contain a file's text, which the runtime would write to the terminal
            // unchanged.
            Terminal.Error.WriteIndented(exception.ToString(), 0, Tone.Bad);
            return ExitCode.Failure;
        }
    }

    /// <summary>Runs the command; the library's own text (help, version) goes to the terminal like all text.</summary>
    private static async Task<int> InvokeAsync(ParseResult parsed)
    {
        using var help = new StringWriter();
        // The commands handle Ctrl-C themselves: a run tears down first.
        var exitCode = await parsed.InvokeAsync(new InvocationConfiguration
        {
            Output = help,
            Error = help,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        });
        if (help.ToString() is { Length: > 0 } text)
            Terminal.Output.WriteIndented(text, 0);
        return exitCode;
    }

    internal static RootCommand Create() => new(Description)
    {
        RunCommand.Create(),
        RunsCommand.Create(),
        ReportCommand.Create(),
        ListCommand.Create(),
        CheckCommand.Create(),
        CompareCommand.Create(),
        ValidateCommand.Create(),
        ImportCommand.Create(),
        StepsCommand.Create(),
        SetupCommand.Create(),
        LabCommand.Create(),
        TestCommand.Create(),
        BenchCommand.Create(),
        CiCommand.Create(),
        CleanCommand.Create(),
    };

    private static int Refuse(ParseResult parsed)
    {
        foreach (var error in parsed.Errors)
            Terminal.Error.WriteLine(error.Message, Tone.Bad);
        var command = parsed.CommandResult.Command;
        Terminal.Error.WriteLine($"'harness {(command is RootCommand ? "" : $"{command.Name} ")}--help' shows the usage");
        return ExitCode.BadInput;
    }
}
