using TestHarness.Environments;

namespace TestHarness.Baselines;

/// <summary>The baseline of an environment in a run, which compares or learns.</summary>
/// <param name="file">The file of the baseline.</param>
/// <param name="isLearning">Whether the run's figures are added to the file, and not compared.</param>
public sealed class EnvironmentBaseline(string file, LabEnvironment environment, bool isLearning)
{
    private readonly Lock _writing = new();
    private Baseline _baseline = BaselineFile.Load(file);

    /// <summary>Whether the run's figures are added to the file, and not compared.</summary>
    public bool IsLearning => isLearning;

    /// <summary>Returns the usual figures of a scenario under these conditions.</summary>
    public ScenarioBaseline Of(string conditions, string scenario) =>
        new(file, conditions, _baseline.Find(conditions, scenario), environment.Baseline);

    /// <summary>Adds a run of a scenario to the file. Scenarios that run side by side take turns.</summary>
    /// <exception cref="Failures.HarnessException">Class config: the file cannot be written.</exception>
    public void Learn(string conditions, string scenario, IEnumerable<Figure> figures)
    {
        lock (_writing)
        {
            _baseline = _baseline.With(conditions, scenario, figures);
            BaselineFile.Save(file, _baseline);
        }
    }
}
