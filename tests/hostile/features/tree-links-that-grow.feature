# intent: makes paths that grow with each link
# expect: runs
Feature: tree links that grow

  Scenario: A recorded host
    Given source is the mdev 83b8f4f2-509f-382f-3c1e-e6bfe0fa1001 of a host that was recorded as:
      """
      /l0 -> l1/l1/l1/l1/l1/l1/l1/l1/l1/l1/l1/l1/l1/l1/l1/l1/l1/l1/l1/l1
      /l1 -> l2/l2/l2/l2/l2/l2/l2/l2/l2/l2/l2/l2/l2/l2/l2/l2/l2/l2/l2/l2
      /l2 -> l3/l3/l3/l3/l3/l3/l3/l3/l3/l3/l3/l3/l3/l3/l3/l3/l3/l3/l3/l3
      /l3 -> l4/l4/l4/l4/l4/l4/l4/l4/l4/l4/l4/l4/l4/l4/l4/l4/l4/l4/l4/l4
      /l4 -> l5/l5/l5/l5/l5/l5/l5/l5/l5/l5/l5/l5/l5/l5/l5/l5/l5/l5/l5/l5
      /l5 -> l6/l6/l6/l6/l6/l6/l6/l6/l6/l6/l6/l6/l6/l6/l6/l6/l6/l6/l6/l6
      /l6 -> l7/l7/l7/l7/l7/l7/l7/l7/l7/l7/l7/l7/l7/l7/l7/l7/l7/l7/l7/l7
      /l7 -> l8/l8/l8/l8/l8/l8/l8/l8/l8/l8/l8/l8/l8/l8/l8/l8/l8/l8/l8/l8
      /l8 -> l9/l9/l9/l9/l9/l9/l9/l9/l9/l9/l9/l9/l9/l9/l9/l9/l9/l9/l9/l9
      /l9 -> l10/l10/l10/l10/l10/l10/l10/l10/l10/l10/l10/l10/l10/l10/l10/l10/l10/l10/l10/l10
      /l10 -> l11/l11/l11/l11/l11/l11/l11/l11/l11/l11/l11/l11/l11/l11/l11/l11/l11/l11/l11/l11
      /l11 -> l12/l12/l12/l12/l12/l12/l12/l12/l12/l12/l12/l12/l12/l12/l12/l12/l12/l12/l12/l12
      /l12 -> l13/l13/l13/l13/l13/l13/l13/l13/l13/l13/l13/l13/l13/l13/l13/l13/l13/l13/l13/l13
      /l13 -> l14/l14/l14/l14/l14/l14/l14/l14/l14/l14/l14/l14/l14/l14/l14/l14/l14/l14/l14/l14
      /l14 -> l15/l15/l15/l15/l15/l15/l15/l15/l15/l15/l15/l15/l15/l15/l15/l15/l15/l15/l15/l15
      /l15 -> l16/l16/l16/l16/l16/l16/l16/l16/l16/l16/l16/l16/l16/l16/l16/l16/l16/l16/l16/l16
      /l16 -> l17/l17/l17/l17/l17/l17/l17/l17/l17/l17/l17/l17/l17/l17/l17/l17/l17/l17/l17/l17
      /l17 -> l18/l18/l18/l18/l18/l18/l18/l18/l18/l18/l18/l18/l18/l18/l18/l18/l18/l18/l18/l18
      /l18 -> l19/l19/l19/l19/l19/l19/l19/l19/l19/l19/l19/l19/l19/l19/l19/l19/l19/l19/l19/l19
      /l19 -> l20/l20/l20/l20/l20/l20/l20/l20/l20/l20/l20/l20/l20/l20/l20/l20/l20/l20/l20/l20
      /l20 -> l21/l21/l21/l21/l21/l21/l21/l21/l21/l21/l21/l21/l21/l21/l21/l21/l21/l21/l21/l21
      /l21 -> l22/l22/l22/l22/l22/l22/l22/l22/l22/l22/l22/l22/l22/l22/l22/l22/l22/l22/l22/l22
      /l22 -> l23/l23/l23/l23/l23/l23/l23/l23/l23/l23/l23/l23/l23/l23/l23/l23/l23/l23/l23/l23
      /l23 -> l24/l24/l24/l24/l24/l24/l24/l24/l24/l24/l24/l24/l24/l24/l24/l24/l24/l24/l24/l24
      /l24 -> l25/l25/l25/l25/l25/l25/l25/l25/l25/l25/l25/l25/l25/l25/l25/l25/l25/l25/l25/l25
      /l25 -> l26/l26/l26/l26/l26/l26/l26/l26/l26/l26/l26/l26/l26/l26/l26/l26/l26/l26/l26/l26
      /l26 -> l27/l27/l27/l27/l27/l27/l27/l27/l27/l27/l27/l27/l27/l27/l27/l27/l27/l27/l27/l27
      /l27 -> l28/l28/l28/l28/l28/l28/l28/l28/l28/l28/l28/l28/l28/l28/l28/l28/l28/l28/l28/l28
      /l28 -> l29/l29/l29/l29/l29/l29/l29/l29/l29/l29/l29/l29/l29/l29/l29/l29/l29/l29/l29/l29
      /l29 -> l30/l30/l30/l30/l30/l30/l30/l30/l30/l30/l30/l30/l30/l30/l30/l30/l30/l30/l30/l30
      /l30 -> l31/l31/l31/l31/l31/l31/l31/l31/l31/l31/l31/l31/l31/l31/l31/l31/l31/l31/l31/l31
      /l31 -> l32/l32/l32/l32/l32/l32/l32/l32/l32/l32/l32/l32/l32/l32/l32/l32/l32/l32/l32/l32
      /l32 -> l33/l33/l33/l33/l33/l33/l33/l33/l33/l33/l33/l33/l33/l33/l33/l33/l33/l33/l33/l33
      /l33 -> l34/l34/l34/l34/l34/l34/l34/l34/l34/l34/l34/l34/l34/l34/l34/l34/l34/l34/l34/l34
      /l34 -> l35/l35/l35/l35/l35/l35/l35/l35/l35/l35/l35/l35/l35/l35/l35/l35/l35/l35/l35/l35
      /l35 -> l36/l36/l36/l36/l36/l36/l36/l36/l36/l36/l36/l36/l36/l36/l36/l36/l36/l36/l36/l36
      /l36 -> l37/l37/l37/l37/l37/l37/l37/l37/l37/l37/l37/l37/l37/l37/l37/l37/l37/l37/l37/l37
      /l37 -> l38/l38/l38/l38/l38/l38/l38/l38/l38/l38/l38/l38/l38/l38/l38/l38/l38/l38/l38/l38
      /l38 -> l39/l39/l39/l39/l39/l39/l39/l39/l39/l39/l39/l39/l39/l39/l39/l39/l39/l39/l39/l39
      /l39 -> l40/l40/l40/l40/l40/l40/l40/l40/l40/l40/l40/l40/l40/l40/l40/l40/l40/l40/l40/l40
      /sys/bus/mdev/devices/83b8f4f2-509f-382f-3c1e-e6bfe0fa1001 -> /l0
      """
    When the match of source with source is refused
