namespace TestHarness.Cli.Tests.Terminals;

/// <summary>A folder of features and an environment with what a terminal obeys wherever a text can have it.</summary>
internal static class HostileFolder
{
    /// <summary>A value that an environment variable has, which the features' texts have, too.</summary>
    public const string Secret = "canary-7f3a91";

    public const string SecretVariable = "HARNESS_TEST_PASSWORD";

    /// <summary>
    /// Colour, window title, hyperlink, clipboard, screen; as ESC and as C1; bidirectional and invisible characters.
    /// </summary>
    private const string Payload =
        "\e[31mRED\e]0;title\a\e]8;;http://x\e\\link\e]52;c;AAAA\a\eP1$r\e\\\u009b2J\u009d0;t\u009c\b\b\u202eX\u2066\u200bY\ufeff"
        + "\0\u007f[red]</b>&";

    /// <summary>The same with the secret, for a text of a step.</summary>
    private static readonly string Word = $"{Payload}{Secret}";

    /// <summary>Makes the folder, whose name and whose files' names are hostile.</summary>
    public static string Make(string parent)
    {
        var folder = Directory.CreateDirectory(Path.Combine(parent, "in\e[32m\u202e\u009b2J")).FullName;
        File.WriteAllText(Path.Combine(folder, "run\e]0;x\a\u200b\n.feature"), Runnable);
        return folder;
    }

    public static string MakeMistakes(string parent)
    {
        var folder = Directory.CreateDirectory(Path.Combine(parent, "wrong\e[32m\u202e")).FullName;
        File.WriteAllText(Path.Combine(folder, "undefined\e[31m.feature"), Undefined);
        File.WriteAllText(Path.Combine(folder, "syntax\e[31m.feature"), $"Feature: F\n  Scenario: S\n    Given x\n  {Payload}\n");
        File.WriteAllText(Path.Combine(folder, "language.feature"), "# language: xx\nFeature: F\n");
        return folder;
    }

    public static string MakeEnvironment(string parent, string name = "hostile\e[31m.yaml")
    {
        var file = Path.Combine(parent, name);
        File.WriteAllText(Path.Combine(parent, "vmlinuz"), "");
        File.WriteAllText(Path.Combine(parent, "initrd"), "");
        File.WriteAllText(file, $$"""
            name: no-qemu
            description: "{{YamlPayload}}"
            hosts:
              - name: host1
                connection: local
            guest:
              image: { kernel: vmlinuz, initrd: initrd }
              login: { user: root, passwordVariable: {{SecretVariable}} }
            qemu:
              binary: /nonexistent/qemu
              accelerator: tcg
            """);
        return file;
    }

    public static string MakeWrongEnvironment(string parent)
    {
        var file = Path.Combine(parent, "wrong\e[31m.yaml");
        File.WriteAllText(file, $"name: \"{YamlPayload}\"\n\"{YamlPayload}\": 1\n");
        return file;
    }

    private static string YamlPayload => """\e[31mRED\e]0;t\a\x9b2J\u202eX\u200b""";

    private static string Runnable => $""""
        @tag{Word} @severity:{Word} @issue:{Word}
        Feature: F {Word}
          {Word} description
          <script>alert(1)</script> [link](javascript:alert(1))

          @passes
          Scenario: passes {Word}
            {Word} <img src=x onerror=alert(1)>
            Given source is the mdev 8e782fea-e5f4-45fa-a0f9-024cf66e5009 of a host that was recorded as:
              """
              /sys/bus/mdev/devices/8e782fea-e5f4-45fa-a0f9-024cf66e5009 -> ../../../devices/none
              """
            When the match of source with source is refused

          Rule: R {Word}
            Scenario: fails {Word}
              When the guest runs "{Word}"

            @ignore
            Scenario: is ignored {Word}
              Given {Word}
                | {Word} |

            Scenario Outline: example <v> {Word}
              When the guest runs "<w>"
              Examples: {Word}
                | v                                      | w      |
                | {Word}\n3 passed, 0 failed, 0 skipped  | {Word} |

        """";

    private static string Undefined => $""""
        @hosts:{Word}
        Feature: F {Word}
          Scenario: S {Word}
            Given {Word} is not written
              | {Word} |
            When {Word} has text
              """
              {Word}
              """
            When the guest runs {Word}
        """";
}
