using System.Globalization;
using Reqnroll.BindingSkeletons;
using Reqnroll.Configuration;

namespace TestHarness.Scenarios.Runtime;

/// <summary>
/// The configuration of Reqnroll. Numbers are read in one way, whatever the language of a feature or of the machine; no
/// reqnroll.json is read.
/// </summary>
internal sealed class RuntimeConfiguration : IRuntimeConfigurationProvider
{
    /// <inheritdoc/>
    public ReqnrollConfiguration LoadConfiguration(ReqnrollConfiguration reqnrollConfiguration)
    {
        reqnrollConfiguration.BindingCulture = CultureInfo.InvariantCulture;
        reqnrollConfiguration.MissingOrPendingStepsOutcome = MissingOrPendingStepsOutcome.Error;
        reqnrollConfiguration.StepDefinitionSkeletonStyle = StepDefinitionSkeletonStyle.AsyncCucumberExpressionAttribute;
        reqnrollConfiguration.TraceSuccessfulSteps = false;
        reqnrollConfiguration.TraceTimings = false;
        return reqnrollConfiguration;
    }
}
