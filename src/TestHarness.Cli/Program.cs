using TestHarness.Cli.Commands;

return await HarnessCommand.RunAsync(args);
