using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace TestHarness.Health.KernelLog;

/// <summary>The rules for the kernel's core.</summary>
/// <remarks>
/// kernel/panic.c, kernel/watchdog.c, kernel/hung_task.c, kernel/rcu/tree_stall.h, kernel/time/clocksource.c,
/// arch/x86/mm/fault.c, arch/x86/kernel/traps.c.
/// </remarks>
internal static partial class KernelRules
{
    public static ImmutableArray<KernelLogRule> All { get; } =
    [
        KernelLogRule.Critical("kernel panic", Panic()),
        KernelLogRule.Critical("NULL dereference", NullDereference()),
        KernelLogRule.Critical("invalid kernel access", Fault()),
        KernelLogRule.Critical("Oops", Oops()),
        KernelLogRule.Critical("kernel BUG", Bug()),
        KernelLogRule.Critical("hard lockup", HardLockup()),
        KernelLogRule.Critical("soft lockup", SoftLockup()),
        KernelLogRule.Critical("machine check", MachineCheck()),
        KernelLogRule.Error("hung task", HungTask()),
        KernelLogRule.Error("RCU stall", RcuStall()),
        KernelLogRule.Error("workqueue lockup", Workqueue()),
        KernelLogRule.Error("kernel warning", Warning()),
        KernelLogRule.Error("call trace", CallTrace()),
        KernelLogRule.Error("unexpected interrupt", Interrupt()),
        KernelLogRule.Error("clocksource unstable", Clocksource()),
    ];

    [GeneratedRegex(@"Kernel panic - not syncing")]
    private static partial Regex Panic();

    [GeneratedRegex(@"NULL pointer dereference", RegexOptions.IgnoreCase)]
    private static partial Regex NullDereference();

    [GeneratedRegex(
        @"general protection fault(?! ip:)|unable to handle (?:kernel )?(?:page fault|paging request)|"
        + @"supervisor (?:read|write) access|double fault|stack segment|invalid opcode: 0000",
        RegexOptions.IgnoreCase)]
    private static partial Regex Fault();

    [GeneratedRegex(@"\bOops\b")]
    private static partial Regex Oops();

    [GeneratedRegex(@"\bkernel BUG at\b|^BUG: (?!workqueue lockup|soft lockup)|\bKASAN:|\bUBSAN:|list_(?:add|del) corruption")]
    private static partial Regex Bug();

    [GeneratedRegex(@"hard LOCKUP", RegexOptions.IgnoreCase)]
    private static partial Regex HardLockup();

    [GeneratedRegex(@"soft lockup", RegexOptions.IgnoreCase)]
    private static partial Regex SoftLockup();

    [GeneratedRegex(
        @"\[Hardware Error\]|Machine check(?: events logged|: )|mce: .*(?:fatal|uncorrected|bank \d)",
        RegexOptions.IgnoreCase)]
    private static partial Regex MachineCheck();

    [GeneratedRegex(@"task \S+ blocked (?:for more than|on)|blocked for more than \d+ seconds|hung_task")]
    private static partial Regex HungTask();

    [GeneratedRegex(
        @"rcu:? .*(?:detected (?:expedited )?stalls|self-detected stall|kthread starved|kthread timer wakeup didn't happen)|"
        + @"detected stalls? on CPUs",
        RegexOptions.IgnoreCase)]
    private static partial Regex RcuStall();

    [GeneratedRegex(@"BUG: workqueue lockup|workqueue: .*hogged CPU")]
    private static partial Regex Workqueue();

    [GeneratedRegex(@"^(?:-+\[ cut here \]-+|WARNING: )|^WARNING! ")]
    private static partial Regex Warning();

    [GeneratedRegex(@"^\s*Call Trace:|^\s*Call trace:")]
    private static partial Regex CallTrace();

    [GeneratedRegex(
        @"irq \d+: nobody cared|Disabling IRQ #\d+|spurious interrupt|No irq handler for vector|do_IRQ: .*vector",
        RegexOptions.IgnoreCase)]
    private static partial Regex Interrupt();

    [GeneratedRegex(
        @"clocksource: .*(?:marking .*unstable|skewed|mismatch)|Clocksource \S+ unstable|TSC (?:found unstable|warp)|"
        + @"Marking TSC unstable",
        RegexOptions.IgnoreCase)]
    private static partial Regex Clocksource();
}
