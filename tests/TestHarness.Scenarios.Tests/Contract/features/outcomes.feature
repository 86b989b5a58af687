Feature: How scenarios end

  Scenario: A step fails
    When it fails with "no good"
    Then it runs

  Scenario: A step skips
    When it is skipped as "there is no device"
    Then it runs

  Scenario: A step is not written yet
    When it is pending
    Then it runs

  Scenario: A value does not fit
    When the number "three" is read

  Scenario: Nobody knows the step
    When nobody knows this
    Then it runs

  @hook-fails
  Scenario: A hook before fails
    When it runs

  @hook-skips
  Scenario: A hook before skips
    When it runs

  @hook-fails-after
  Scenario: A hook after fails
    When it runs

  @hook-fails-after
  Scenario: A step fails, and a hook after it
    When it fails with "the step"
